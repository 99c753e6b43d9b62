import { describe, expect, it } from 'vitest';
import { isVisitorsName } from '../../../src/record/adapters/document/user-content.js';

describe('a class, an id, or a microdata type', () => {
  it.each([
    ...['review', 'reviews', 'product-Reviews', 'review-list', 'customer-reviews', 'yotpo-review', 'review-item', 'PRODUCT_REVIEWS'],
    ...['user_text', 'userText', 'usertext', 'user-content', 'UserContent', 'user__content--long', 'grid user-text wide'],
    ...['https://schema.org/Review', 'http://schema.org/UserComments', 'https://schema.org/Question', 'reviewBody'],
    ...['comment-list', 'commentList', 'comment-1234', 'spr-review2', 'wp-block-comments', 'card review__body--open', 'shop:review'],
  ])('such as %s marks user content', (name) => expect(isVisitorsName(name)).toBe(true));

  it.each([
    ...['preview', 'product-preview', 'reviewed', 'previews', 'interview', 'commentary', 'uncommented', 'reviewer'],
    ...['user', 'user-menu', 'user-contents', 'user content', 'content-user', 'text', '', 'Question'],
    ...['https://schema.org/Product', 'https://schema.org/AggregateRating', 'https://schema.org/QuestionnaireSomething'],
  ])('such as "%s" does not', (name) => expect(isVisitorsName(name)).toBe(false));
});
